using PublicApiGenerator;

namespace DevFlow.Secrets.Tests;

/// <summary>
/// What others build on changes only on purpose: a change shows in <c>PublicApi.approved.txt</c>, to be read with the rest of it.
/// </summary>
public sealed class PublicApiTests
{
    private const string Approved = "PublicApi.approved.txt";

    [Fact]
    public async Task The_public_surface_is_the_approved_one()
    {
        var folder = Path.Combine(Repository.Root, "tests", "DevFlow.Secrets.Tests");
        var surface = typeof(ISecretResolver).Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        var approved = await File.ReadAllTextAsync(Path.Combine(folder, Approved), TestContext.Current.CancellationToken);
        if (surface != approved)
            await File.WriteAllTextAsync(Path.Combine(folder, "PublicApi.received.txt"), surface, TestContext.Current.CancellationToken);

        Assert.True(surface == approved, $"the public surface changed: compare PublicApi.received.txt with {Approved}, and copy it over if that is meant");
    }
}
