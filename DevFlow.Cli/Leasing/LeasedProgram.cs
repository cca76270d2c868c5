using System.Diagnostics;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Running;
using DevFlow.Secrets;

namespace DevFlow.Cli.Leasing;

/// <summary>Starts a program with a login of the database that ends with it.</summary>
internal static class LeasedProgram
{
    // For libpq each of these wins over the host that is given: the login would go to another server.
    private static readonly string[] _elsewhere = ["PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGTARGETSESSIONATTRS"];

    /// <returns>The exit code of the program.</returns>
    /// <exception cref="RunException">It cannot be started.</exception>
    /// <exception cref="VaultException">The lease is not to be had.</exception>
    public static async Task<int> RunAsync(EngineClient engine, string profile, TimeSpan? ttl, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        // Before anything is leased: a program that is not there needs no login.
        var path = OperatingSystem.IsWindows() ? command[0] : ProgramPath.Find(command[0], start.Environment.TryGetValue("PATH", out var folders) ? folders : null);
        var opened = await engine.Api.PostOnceAsync(
            "api/v1/leases", new LeaseRequest(profile, LeaseKeeping.Seconds(ttl)), JsonContext.Default.LeaseRequest, JsonContext.Default.OpenedLease, cancellationToken);
        foreach (var key in _elsewhere)
            start.Environment.Remove(key);
        foreach (var (key, value) in VariablesOf(opened))
            start.Environment[key] = value;

        var keeping = new LeaseKeeping(engine, opened.Lease, ttl, TimeProvider.System);
        using var ended = new CancellationTokenSource();
        var renewing = keeping.RenewAsync(ended.Token);
        try
        {
            var masksOutput = !Descriptors.IsForEyesOnly(Descriptors.Output);
            var masksError = !Descriptors.IsForEyesOnly(Descriptors.Error);
            if (!OperatingSystem.IsWindows())
                return await new MaskedProgram(new ProgramImage(path, command, start.Environment), masksOutput, masksError).RunAsync([opened.Password], engine.Workspace);
            await engine.Workspace.DisposeAsync();
            (start.RedirectStandardOutput, start.RedirectStandardError) = (masksOutput, masksError);
            return await new WindowsProgram(start).RunAsync([opened.Password]);
        }
        finally
        {
            await ended.CancelAsync();
            try
            {
                await renewing;
            }
            finally
            {
                await keeping.EndAsync();
            }
        }
    }

    // What libpq and most drivers read, and what frameworks do.
    private static Dictionary<string, string> VariablesOf(OpenedLease opened) => new(StringComparer.Ordinal)
    {
        ["PGHOST"] = opened.Host,
        ["PGPORT"] = $"{opened.Port}",
        ["PGDATABASE"] = opened.Database,
        ["PGUSER"] = opened.User,
        ["PGPASSWORD"] = opened.Password,
        ["DATABASE_URL"] = opened.Url,
    };
}
