using System.Globalization;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Renews a refresh token. There is no way to prove one without using it up, so <see cref="RotationSteps.Create"/> is the proof; and what the server gives is
/// kept before anything else is done, since the token of before may have ended with it.
/// </summary>
/// <param name="file">The file that describes it.</param>
/// <param name="description">What it says.</param>
/// <param name="exchange">Asks the server.</param>
/// <param name="resolver">Knows the application's secret.</param>
/// <param name="time">The clock.</param>
internal sealed class OAuthRotator(RotatorFile file, OAuthDescription description, HttpExchange exchange, ISecretResolver resolver, TimeProvider time) : IRotator
{
    private const string AccessToken = "access_token";
    private const string TestedUntil = "tested-until";

    // What fails for longer is not to keep the one token that works from those who use it.
    private static readonly TimeSpan _testing = TimeSpan.FromMinutes(2);

    private readonly OAuthTokenEndpoint _endpoint = new(exchange);

    public string Name => file.Name;

    public bool IsOneWay => true;

    public bool MayKeepValue => true;

    public bool CanProve => false;

    public bool IsDefaultFor(CatalogEntry entry) => false;

    public TimeSpan OverlapOf(CatalogEntry entry) => TimeSpan.Zero;

    public async Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        if (rotation.Current.IsPlaceholder)
            throw new RotationException($"{rotation.Entry.Key} is the example that ships with .env.example, and no token");
        await ClientAsync(cancellationToken);
    }

    public async Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        var tokens = await _endpoint.RefreshAsync(await ClientAsync(cancellationToken), rotation.Current, cancellationToken);
        if (description.Test is not null)
        {
            var works = tokens.Lifetime is { } lifetime && lifetime < _testing ? lifetime : _testing;
            if (tokens.Access is { } access)
                rotation.Notes.Keep(AccessToken, access.Reveal());
            rotation.Notes.Keep(TestedUntil, (time.GetUtcNow() + works).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        }

        return tokens.Refresh;
    }

    // It is valid since it was given.
    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task TestAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        if (description.Test is not { } test || IsOver(rotation))
            return;
        var token = rotation.Notes.Find(AccessToken)
            ?? throw new RotationException($"there is no access token to test with ({test.Place}): none came with the new refresh token, which is put in its place all the same if that lasts");
        var secrets = await SecretsOf(test.Names, cancellationToken);
        var reply = await exchange.SendAsync(
            () => HttpRequests.Make(test, name => name.Kind is TemplateName.AccessToken ? token : secrets[name.Name!]), $"test ({test}, {test.Place})", description.Timeout, repeats: true, cancellationToken);
        if (!test.Expected.Contains(reply.Status))
            throw new RotationException($"test ({test}) was answered with {reply.Status} to the new access token ({test.Place}); the refresh token is put in its place all the same if that lasts");
    }

    // The server ended it, or it is the one in force.
    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    // Without a candidate there is nothing to take back, and with one there is no way back.
    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    private bool IsOver(RotationContext rotation) =>
        !long.TryParse(rotation.Notes.Find(TestedUntil), NumberStyles.None, CultureInfo.InvariantCulture, out var until) || time.GetUtcNow().ToUnixTimeMilliseconds() >= until;

    private async Task<OAuthClient> ClientAsync(CancellationToken cancellationToken)
    {
        var secrets = await SecretsOf([.. description.ClientId.Names, .. description.ClientSecret?.Names ?? []], cancellationToken);
        return new(
            description.TokenEndpoint,
            description.ClientId.Fill(name => secrets[name.Name!]),
            description.ClientSecret is { } secret ? new SecretValue(secret.Fill(name => secrets[name.Name!]), SecretSourceNames.Vault, DateTimeOffset.UnixEpoch) : null)
        {
            IsInBody = description.IsInBody,
            Scope = description.Scope,
            SignIn = description.SignIn,
            Timeout = description.Timeout,
        };
    }

    private async Task<Dictionary<string, string>> SecretsOf(IEnumerable<TemplateName> names, CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in names.Where(name => name.Kind is TemplateName.Secret).Select(name => name.Name!).Distinct(StringComparer.Ordinal))
            secrets[key] = (await resolver.GetAsync(key, cancellationToken: cancellationToken)).Reveal();
        return secrets;
    }
}
