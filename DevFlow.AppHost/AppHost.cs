using DevFlow.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddEngine(Platform.RootOf(builder));

// Settings: .env, mode and ports, checked before anything starts
if (await Platform.PrepareAsync(builder) is not { } devflow)
    return 1;

// Data: the server's superuser goes to the Workflow Engine alone; everybody else knows the application login
var superuser = builder.AddParameter("postgres-password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
var postgres = builder.AddPostgres("postgres", password: superuser, port: devflow.Database.Port).WithDataVolume();
var databaseAdmin = postgres.AddDatabase("database-admin", devflow.Database.Name);
var database = builder.AddConnectionString("database", devflow.ApplicationLogin(builder, postgres.Resource));

var qdrantKey = builder.AddParameter("qdrant-api-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
var qdrant = builder.AddQdrant("qdrant", qdrantKey, devflow.Qdrant.GrpcPort, devflow.Qdrant.HttpPort).WithDataVolume();
var qdrantUrl = builder.AddConnectionString("qdrant-http", ReferenceExpression.Create($"{qdrant.Resource.HttpEndpoint}"));

// Services
var workflowEngine = builder.AddProject<Projects.DevFlow_WorkflowEngine>("workflow-engine")
    .WithHttpEndpoint(port: devflow.Port(Ports.WorkflowEngine))
    .WithHttpHealthCheck("/health")
    .WithDevFlow(devflow)
    .WithReference(databaseAdmin)
    .WithReference(database)
    .WaitFor(databaseAdmin);

var knowledgeHub = builder.AddProject<Projects.DevFlow_KnowledgeHub>("knowledge-hub")
    .WithHttpEndpoint(port: devflow.Port(Ports.KnowledgeHub))
    .WithHttpHealthCheck("/health")
    .WithDevFlow(devflow)
    .WithReference(qdrantUrl)
    .WaitFor(qdrant);

builder.AddProject<Projects.DevFlow_McpGateway>("mcp-gateway")
    .WithHttpEndpoint(port: devflow.Port(Ports.McpGateway))
    .WithHttpHealthCheck("/health")
    .WithDevFlow(devflow)
    .WithReference(workflowEngine)
    .WithReference(knowledgeHub)
    .WaitFor(workflowEngine);

// Apps
builder.AddViteApp("local-ui", "../services/local-ui")
    .WithHttpEndpoint(port: devflow.Port(Ports.LocalUi))
    .WithHttpHealthCheck("/")
    .WithEnvironment("HOT_RELOAD", devflow.Settings.Get("HOT_RELOAD", "true"))
    .WithReference(workflowEngine)
    .WaitFor(workflowEngine)
    .WithExternalHttpEndpoints();

builder.Build().Run();
return Environment.ExitCode;
