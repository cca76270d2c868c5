using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Secrets;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPlatformDatabase();
builder.Services.AddSecretsMonitor();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapSecrets();
app.Run();
