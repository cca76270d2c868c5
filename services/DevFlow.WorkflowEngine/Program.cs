using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Api;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Secrets;
using DevFlow.WorkflowEngine.Vault;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPlatformDatabase();
builder.AddVault();
builder.Services.AddSecretsMonitor();
builder.Services.AddProblemDetails().AddExceptionHandler<VaultExceptionHandler>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapDefaultEndpoints();
app.MapSecrets();
app.Run();
