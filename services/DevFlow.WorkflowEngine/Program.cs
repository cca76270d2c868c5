using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Announcing;
using DevFlow.WorkflowEngine.Api;
using DevFlow.WorkflowEngine.Audit;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Hosted;
using DevFlow.WorkflowEngine.People;
using DevFlow.WorkflowEngine.Projects;
using DevFlow.WorkflowEngine.Rights;
using DevFlow.WorkflowEngine.Secrets;
using DevFlow.WorkflowEngine.Vault;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPlatformDatabase();
builder.AddVault();
builder.AddTiers();
builder.AddAccess();
builder.AddAudit();
builder.AddAnnouncements();
builder.AddHostedEngine();
builder.AddRights();
builder.Services.AddSecretsMonitor();
builder.Services.AddApi();
builder.Services.AddApiDocument();
var issuesKey = builder.AddIssueKeyCommand(args);

var app = builder.Build();
if (issuesKey)
    return await IssueKeyCommand.RunAsync(app.Services, args, app.Lifetime.ApplicationStopping);
// In this order: what signing in throws is answered too.
app.UseExceptionHandler();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapAccess();
app.MapSecrets();
app.MapVaultKeys();
app.MapAudit();
app.MapAnnouncements();
app.MapApiDocument();
app.MapUserSecrets();
app.MapProjects();
app.MapHostedEngine();
app.MapRights();
app.Run();
return 0;
