using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ArgumentTests : HostingTest
{
    [Fact]
    public async Task Texts_values_and_callbacks_reach_the_process_in_order()
    {
        var builder = CreateBuilder();
        var web = builder.AddExecutable("web", "sleep", ".", "1000").WithHttpEndpoint(env: "PORT");
        var http = web.GetEndpoint("http");
        builder.AddExecutable("child", "printf", ".", (object)"%s\n", "first")
            .WithArgs("two words", "")
            .WithArgs(builder.AddParameter("level", "debug").Resource, http.Property(EndpointProperty.Port), ReferenceExpression.Create($"--url={http}/x"), 7)
            .WithArgs(context => context.Args.Add($"{context.Resource.Name}:{context.ExecutionContext.IsRunMode}"))
            .WithArgs(async context =>
            {
                await Task.Yield();
                context.Args.RemoveAt(1);
            });
        var application = await StartAsync(builder);

        await InStateAsync(application, "child", KnownResourceStates.Finished);
        Assert.Equal(["two words", "", "debug", $"{http.Port}", $"--url=http://localhost:{http.Port}/x", "7", "child:True"], LogOf(application, "child"));
    }

    [Fact]
    public async Task An_argument_that_cannot_be_had_fails_the_resource_alone()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("broken", "true", ".").WithArgs((CommandLineArgsCallbackContext _) => throw new InvalidOperationException("no such luck"));
        var application = await StartAsync(builder);

        await InStateAsync(application, "broken", KnownResourceStates.FailedToStart);
        Assert.Contains("InvalidOperationException: no such luck", LogOf(application, "broken"));
    }
}
