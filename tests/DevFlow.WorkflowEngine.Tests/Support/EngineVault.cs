using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>Secrets of somebody in an engine's vault, and what the database says of the keys.</summary>
internal sealed class EngineVault
{
    private readonly Engine _engine;
    private readonly PersonalSecrets _secrets;

    private EngineVault(Engine engine, PersonalSecrets secrets)
    {
        _engine = engine;
        _secrets = secrets;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EngineVault> OfAsync(Engine engine)
    {
        await using var admin = NpgsqlDataSource.Create(engine.AdminConnectionString);
        await using var command = admin.CreateCommand("INSERT INTO devflow.users (name) VALUES ('somebody') RETURNING id");
        var user = VaultIdentity.OfUser((Guid)(await command.ExecuteScalarAsync(Cancel))!);
        var secrets = new UserSecrets(
            engine.Services.GetRequiredService<VaultDatabase>(), engine.Services.GetRequiredService<Envelope>(), (_, _) => ValueTask.CompletedTask, TimeProvider.System);
        return new(engine, secrets.As(user));
    }

    public static void Configure(Engine engine, string line) => File.AppendAllText(Path.Combine(engine.Folder, ".env"), $"\n{line}\n");

    /// <summary>Waits until the health report says something, and gives it.</summary>
    public static async Task<string> HealthAsync(Engine engine, string says)
    {
        using var client = engine.CreateAnonymousClient();
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            if (text.Contains(says, StringComparison.Ordinal))
                return $"{(int)answer.StatusCode} {text}";
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>Each key: kind, state and how many data keys it wraps.</summary>
    public static async Task<string?> KeysAsync(Engine engine)
    {
        await using var admin = NpgsqlDataSource.Create(engine.AdminConnectionString);
        await using var command = admin.CreateCommand("""
            SELECT string_agg(kind || ' ' || state || ' ' || (SELECT count(*) FROM devflow.data_keys d WHERE d.key_id = k.id), ', ' ORDER BY created_at)
            FROM devflow.key_encryption_keys k
            """);
        return await command.ExecuteScalarAsync(Cancel) as string;
    }

    public Task<string?> KeysAsync() => KeysAsync(_engine);

    public async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _secrets.WriteAsync($"secret-{i}", new($"value {i}", SecretSourceNames.Vault, DateTimeOffset.UnixEpoch), expiresAt: null, expectedVersion: null, Cancel);
    }

    public async Task AssertAllOpenAsync(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal($"value {i}", (await _secrets.TryReadAsync($"secret-{i}", version: null, Cancel))!.Reveal());
    }
}
