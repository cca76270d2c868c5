using DevFlow.McpGateway.Access;
using DevFlow.McpGateway.Audit;
using DevFlow.McpGateway.Calls;
using DevFlow.McpGateway.Commands;
using DevFlow.McpGateway.Knowledge;
using DevFlow.McpGateway.Platform;
using DevFlow.McpGateway.Prompts;
using DevFlow.McpGateway.Resources;
using DevFlow.McpGateway.Rotation;
using DevFlow.McpGateway.Secrets;
using DevFlow.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGatewayAccess();
builder.AddPlatform();
builder.AddRotation();
builder.AddCommands();
builder.AddMcpServer()
    .WithTools<SecretTools>()
    .WithTools<AuditTools>()
    .WithTools<RotationTools>()
    .WithTools<CommandTools>()
    .WithTools<KnowledgeTools>()
    .WithResources(DocumentResources.All)
    .WithResources<ComplianceResources>()
    .WithPrompts<WorkPrompts>();

var app = builder.Build();
app.UseFaultAnswers();
app.UseGatewayAccess();
app.UseRateLimiter();
app.MapDefaultEndpoints();
app.MapMcp(GatewayAccess.Path).RequireAuthorization(GatewayAccess.Policy).RequireRateLimiting(RateLimitExtensions.Policy);
app.Run();
