using DevFlow.Secrets;

namespace DevFlow.AppHost.Tests;

/// <summary>Secrets of the cascade as parameters of the model.</summary>
public sealed class AddSecretTests : IDisposable
{
    private const string Canary = "canary-0123456789abcdef";

    private readonly TestRoot _root = new($"QDRANT_API_KEY={Canary}\nOTHER_NAME={Canary}-other\n");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_value_is_what_the_cascade_resolves_for_the_name_or_the_key_that_is_given()
    {
        var builder = Builder();
        var named = builder.AddSecret("qdrant-api-key");
        var keyed = builder.AddSecret("something", "OTHER_NAME");

        await builder.PreloadSecretsAsync(Secrets(), Cancel);

        Assert.Equal(Canary, await named.Resource.GetValueAsync(Cancel));
        Assert.Equal($"{Canary}-other", await keyed.Resource.GetValueAsync(Cancel));
        Assert.True(named.Resource.Secret);
    }

    [Fact]
    public async Task What_the_cascade_lacks_is_made_once_and_kept()
    {
        var made = await ValueAsync();
        var again = await ValueAsync();

        Assert.Equal(40, made?.Length);
        Assert.Equal(made, again);

        async Task<string?> ValueAsync()
        {
            var builder = Builder();
            var secret = builder.AddSecret("not-there", otherwise: new GenerateParameterDefault { MinLength = 40 });
            await builder.PreloadSecretsAsync(Secrets(), Cancel);
            return await secret.Resource.GetValueAsync(Cancel);
        }
    }

    [Fact]
    public async Task A_value_of_the_cascade_stands_above_one_that_was_made_and_is_not_kept()
    {
        var builder = Builder();
        var secret = builder.AddSecret("qdrant-api-key", otherwise: new GenerateParameterDefault { MinLength = 40 });

        await builder.PreloadSecretsAsync(Secrets(), Cancel);

        Assert.Equal(Canary, await secret.Resource.GetValueAsync(Cancel));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_root.Folder, "*", SearchOption.AllDirectories).Where(file => file != _root.EnvFile),
            file => File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_are_missing_are_named_at_once()
    {
        var builder = Builder();
        builder.AddSecret("first-missing");
        builder.AddSecret("qdrant-api-key");
        builder.AddSecret("second-missing");

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.PreloadSecretsAsync(Secrets(), Cancel));

        Assert.Contains("FIRST_MISSING", fault.Message, StringComparison.Ordinal);
        Assert.Contains("SECOND_MISSING", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_having_been_loaded_it_says_what_to_call()
    {
        var secret = Builder().AddSecret("qdrant-api-key");

        var fault = await Assert.ThrowsAnyAsync<Exception>(async () => await secret.Resource.GetValueAsync(Cancel));

        Assert.Contains("PreloadSecretsAsync", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_publishing_nothing_is_asked()
    {
        var builder = Builder("--operation", "publish", "--publisher", "manifest", "--output-path", "x.json");
        var secret = builder.AddSecret("qdrant-api-key");
        builder.AddSecret("not-there");

        await builder.PreloadSecretsAsync(Secrets(), Cancel);

        Assert.True(secret.Resource.Secret);
        Assert.Equal("{qdrant-api-key.value}", secret.Resource.ValueExpression);
        Assert.False(Directory.Exists(Path.Combine(_root.Folder, "logs")), "an access was put on record");
    }

    public void Dispose() => _root.Dispose();

    private IDistributedApplicationBuilder Builder(params string[] args) => DistributedApplication.CreateBuilder(
        [$"--LocalEngine:DataDirectory={Path.Combine(_root.Folder, ".devflow")}", .. args]);

    private ISecretResolver Secrets() => SecretsWorkspace.Open(new() { Root = _root.Folder, Environment = _ => null }).Resolver;
}
