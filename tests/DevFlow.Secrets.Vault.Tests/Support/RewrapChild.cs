using System.Runtime.CompilerServices;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>
/// What this program does instead of running tests when a test starts it as its child: it wraps a vault anew, under the second key what the first
/// wrapped, a few at a time, until all is done or it is killed.
/// </summary>
internal static class RewrapChild
{
    public const string DatabaseVariable = "DEVFLOW_TEST_REWRAP_DATABASE";
    public const string Batch = "batch";
    public const string Done = "all is wrapped anew";
    public const string KeysVariable = "DEVFLOW_TEST_REWRAP_KEYS";

    // Before the entry point that the test framework generates, which finds no test to run and returns. The end of the process waits for the
    // thread; the initializer itself must not wait, and a thread in the foreground the framework would not wait for.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(DatabaseVariable) is not { } database)
            return;
        var thread = new Thread(() => RunAsync(database, Environment.GetEnvironmentVariable(KeysVariable)!.Split(',')).GetAwaiter().GetResult()) { IsBackground = true };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => thread.Join();
        thread.Start();
    }

    private static async Task RunAsync(string database, string[] keys)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var vault = new VaultDatabase(_ => new(source));
        var ring = new KeyRing(Keys.Local(int.Parse(keys[0])), Keys.Local(int.Parse(keys[1])));
        while (true)
        {
            try
            {
                await new KeyRegistry(vault).AdmitAsync(ring, CancellationToken.None);
                await new KeyRewrap(vault, () => ring, TimeProvider.System) { BatchSize = 3 }.RunAsync(_ => Console.WriteLine(Batch), CancellationToken.None);
                Console.WriteLine(Done);
                return;
            }
            catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
            {
                // The server was killed; it comes back.
                await Task.Delay(50);
            }
        }
    }
}
