using DevFlow.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var engine = builder.AddEngine(Platform.RootOf(builder));

// Settings: .env, mode and ports, every rule checked before anything starts
if (await PlatformChecks.PrepareAsync(builder, engine) is not { } devflow)
    return 1;

// What runs here is the mode's to say; the rest is behind the hosted API
if (devflow.Runs.OnePassword)
    devflow.Connect = AddOnePassword();
var stores = devflow.Runs.Stores ? AddStores() : null;
var keys = devflow.Runs.WorkflowEngine ? ServiceKeys.Add(builder, devflow.Runs.ServicesBesideTheEngine) : null;
var signIn = SignInLink.Add(builder, devflow);
var workflowEngine = devflow.Runs.WorkflowEngine ? AddWorkflowEngine() : builder.AddExternalService("workflow-engine", devflow.HostedApi);
var knowledgeHub = devflow.Runs.KnowledgeHub ? AddKnowledgeHub() : builder.AddExternalService("knowledge-hub", devflow.HostedApi);
var mcpGateway = AddMcpGateway();
AddLocalUi();

if (!await devflow.LoadSecretsAsync(builder))
    return 1;
signIn?.Print();
builder.Build().Run();
return Environment.ExitCode;

IResourceBuilder<OnePasswordConnectResource> AddOnePassword()
{
    var token = builder.AddParameter("op-connect-token", devflow.OnePassword.Token, secret: true);
    var connect = builder.AddOnePasswordConnect("onepassword", token, devflow.OnePassword.Port);
    return devflow.OnePassword.CredentialsFile is { } file
        ? connect.WithCredentialsFile(file)
        : connect.WithCredentials(builder.AddParameter("op-session", devflow.OnePassword.Session, secret: true));
}

// A connection's name becomes a variable's, which some shells drop when it holds a dash: hence the underscores below.
// The server's superuser goes to the Workflow Engine alone; everybody else knows the application login
Stores AddStores()
{
    var superuser = builder.AddParameter("postgres-password", Platform.Password, secret: true, persist: true);
    var postgres = builder.AddPostgres("postgres", password: superuser, port: devflow.Database.Port).WithDataVolume();
    var databaseAdmin = postgres.AddDatabase("database-admin", devflow.Database.Name);
    var database = builder.AddConnectionString("database", devflow.Database.LoginUrl(builder, postgres.Resource));

    var key = builder.AddSecret("qdrant-api-key", otherwise: Platform.Password);
    var qdrant = builder.AddQdrant("qdrant", key, devflow.Qdrant.GrpcPort, devflow.Qdrant.HttpPort).WithDataVolume();
    var qdrantUrl = builder.AddConnectionString("qdrant-http", ReferenceExpression.Create($"{qdrant.Resource.HttpEndpoint}"));
    var qdrantKey = builder.AddConnectionString("qdrant-key", ReferenceExpression.Create($"{key}"));
    return new(databaseAdmin, database, qdrant, qdrantUrl, qdrantKey);
}

IResourceBuilder<IResource> AddWorkflowEngine()
{
    var service = builder.AddProject<Projects.DevFlow_WorkflowEngine>("workflow-engine")
        .WithHttpEndpoint(port: devflow.Port(Ports.WorkflowEngine))
        .WithHttpHealthCheck("/health")
        .WithDevFlow(devflow)
        .WithServiceKeys(keys!);
    if (signIn is not null)
        service.WithEnvironment("SIGN_IN_CODE", signIn.Code);
    return stores is null ? service : service
        .WithReference(stores.DatabaseAdmin, "database_admin")
        .WithReference(stores.Database)
        .WithReference(stores.QdrantUrl, "qdrant_http")
        .WaitFor(stores.DatabaseAdmin);
}

IResourceBuilder<IResource> AddKnowledgeHub() => builder.AddProject<Projects.DevFlow_KnowledgeHub>("knowledge-hub")
    .WithHttpEndpoint(port: devflow.Port(Ports.KnowledgeHub))
    .WithHttpHealthCheck("/health")
    .WithDevFlow(devflow)
    .WithReference(stores!.QdrantUrl, "qdrant_http")
    .WithReference(stores.QdrantKey, "qdrant_key")
    .WithServiceKey(keys)
    .WithService(workflowEngine)
    .WaitFor(stores.Qdrant);

IResourceBuilder<IResource> AddMcpGateway() => builder.AddProject<Projects.DevFlow_McpGateway>("mcp-gateway")
    .WithHttpEndpoint(port: devflow.Port(Ports.McpGateway))
    .WithHttpHealthCheck("/health")
    .WithDevFlow(devflow)
    .WithServiceKey(keys)
    .WithService(workflowEngine)
    .WithService(knowledgeHub);

void AddLocalUi()
{
    var page = builder.AddViteApp("local-ui", "../services/local-ui")
        .WithHttpEndpoint(port: devflow.Port(Ports.LocalUi))
        .WithHttpHealthCheck("/")
        .WithService(workflowEngine)
        // It tells how they are, and is there when they are not
        .WithService(mcpGateway, waits: false)
        .WithService(knowledgeHub, waits: false);
    if (builder.ExecutionContext.IsRunMode)
        page.WithEnvironment("HOT_RELOAD", devflow.Settings.Get("HOT_RELOAD", "true")).WithExternalHttpEndpoints();
    else // Published it is reached through an edge, whose name it has to know; it has no login of its own
        page.WithEnvironment("ALLOWED_HOSTS", builder.AddParameter("local-ui-hosts"));
    // On one person's machine, before hosted accounts, it shows that person's key and keeps it from the page; published, each signs in with the own
    if (!devflow.Runs.Stores && builder.ExecutionContext.IsRunMode)
        page.WithEnvironment("DEVFLOW_API_KEY", devflow.Secret(builder, "DEVFLOW_API_KEY"));
}
