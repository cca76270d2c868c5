using System.Runtime.CompilerServices;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>
/// What this program does instead of running tests when a test starts it as its child: it writes version after version of a few secrets, and says of
/// each that it is written, until it is killed. The value of a version says which one it is.
/// </summary>
internal static class WriteChild
{
    public const string DatabaseVariable = "DEVFLOW_TEST_WRITE_DATABASE";
    public const string UserVariable = "DEVFLOW_TEST_WRITE_USER";
    public const int Secrets = 3;

    public static string NameOf(int secret) => $"secret-{secret}";

    public static string ValueOf(int secret, int version) => $"value {version} of secret {secret}";

    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(DatabaseVariable) is { } database)
            new Thread(() => RunAsync(database, Guid.Parse(Environment.GetEnvironmentVariable(UserVariable)!)).GetAwaiter().GetResult()).Start();
    }

    private static async Task RunAsync(string database, Guid user)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var secrets = new UserSecrets(new VaultDatabase(_ => new(source)), new Envelope(() => new KeyRing(TestVault.Key)), (_, _) => default, TimeProvider.System)
            .As(VaultIdentity.OfUser(user));
        while (true)
        {
            try
            {
                var versions = (await secrets.ListAsync(CancellationToken.None)).ToDictionary(secret => secret.Name, secret => secret.Version);
                for (var i = 0; ; i = (i + 1) % Secrets)
                {
                    var version = versions.GetValueOrDefault(NameOf(i)) + 1;
                    await secrets.WriteAsync(NameOf(i), TestVault.Value(ValueOf(i, version)), null, version - 1, CancellationToken.None);
                    versions[NameOf(i)] = version;
                    Console.WriteLine($"written {i} {version}");
                }
            }
            catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
            {
                // The server was killed; it comes back.
                await Task.Delay(50);
            }
        }
    }
}
