using DevFlow.Hosting;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Host;

if (TinyDashboard.IsAskedFor)
    return await TinyDashboard.RunAsync();
if (args.Contains("--serve"))
    return await TinyServer.RunAsync();
if (args.Contains("--end-early"))
    return 0;
if (args.Contains("--fail"))
    throw new InvalidOperationException("The app host is broken.");
Action<string[]>? program = args.Contains("sample") ? SampleProgram.Run : args.Contains("breadth") ? BreadthProgram.Run : null;
if (program is not null)
{
    program(args);
    return Environment.ExitCode;
}

var builder = DistributedApplication.CreateBuilder(args);
builder.AddPostgresStandIn();
builder.UseDataDirectory(builder.Configuration["data"] ?? ".devflow");
if (builder.Configuration["with-dashboard"] is not null)
    builder.AddDashboard<HostProject>();
Models.Describe(builder, builder.Configuration["model"]);
builder.Build().Run();
return Environment.ExitCode;
