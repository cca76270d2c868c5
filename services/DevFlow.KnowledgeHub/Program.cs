using DevFlow.KnowledgeHub;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Health;
using DevFlow.KnowledgeHub.Search;
using DevFlow.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDevFlowAuthentication("knowledge-hub");
builder.AddKnowledge();
builder.Services.AddApi();
builder.Services.AddApiDocument();
builder.Services.AddHealthChecks()
    .AddCheck<QdrantHealthCheck>("qdrant")
    .AddCheck<AosentryHealthCheck>("aosentry")
    .AddCheck<ScreeningHealthCheck>("screening");

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapDocuments();
app.MapSearch();
app.MapAnswers();
app.Run();
