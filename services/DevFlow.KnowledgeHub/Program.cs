using DevFlow.KnowledgeHub.Health;
using DevFlow.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHealthChecks()
    .AddCheck<QdrantHealthCheck>("qdrant")
    .AddCheck<AosentryHealthCheck>("aosentry");

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
