using DevFlow.McpGateway.Secrets;
using DevFlow.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHttpClient<WorkflowEngineClient>(client => client.BaseAddress = new("https+http://workflow-engine"));
builder.Services.AddMcpServer().WithHttpTransport().WithTools<SecretTools>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapMcp("/mcp");
app.Run();
