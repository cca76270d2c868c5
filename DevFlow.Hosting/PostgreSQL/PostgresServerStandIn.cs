using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Runs a real PostgreSQL server from the programs on this machine, with its data in the application's folder.</summary>
internal sealed class PostgresServerStandIn(IConfiguration configuration, ProcessWatchdog watchdog, TimeProvider time) : ILocalStandIn
{
    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)resource;
        var binaries = PostgresBinaries.Find(configuration, AppContext.BaseDirectory)
            ?? throw new DistributedApplicationException(PostgresBinaries.HowToGet(configuration));
        var account = PostgresAccount.ForThisProcess();
        var data = PostgresDataDirectory.Prepare(context.DataDirectory, account, context.Say);

        if (server.LastOf<DataVolumeAnnotation>() is null && Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
            await InitialiseAsync(server, binaries, account, data, context, cancellationToken);

        // TCP on loopback with a password is the one way in; a socket in a shared folder would be a second.
        string[] arguments = ["-D", data, "-p", $"{server.PrimaryEndpoint.Port}", "-c", "listen_addresses=localhost", "-c", "unix_socket_directories="];
        var run = account.Run(binaries.Server, arguments, data);
        return StandInResult.Run(run with { StopSignal = StopSignal.Interrupt, Restart = true });
    }

    private async Task InitialiseAsync(
        PostgresServerResource server, PostgresBinaries binaries, PostgresAccount account, string data, StandInContext context, CancellationToken cancellationToken)
    {
        context.Say($"creating the database files in {data}");
        var user = await server.UserNameReference.GetValueAsync(cancellationToken);
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken);
        // The password goes through a file of the server's own account: a command line can be read by everybody.
        var passwordFile = Path.Combine(Path.GetDirectoryName(data)!, "superuser");
        try
        {
            await PrivateFile.WriteAsync(passwordFile, password!, cancellationToken);
            account.TakeOver(passwordFile);
            string[] arguments =
            [
                "-D", data, "--username", user!, "--pwfile", passwordFile,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-instructions",
            ];
            var init = account.Run(binaries.InitDb, arguments, Path.GetDirectoryName(data)!);
            var lines = new List<string>();
            var exitCode = await ChildProcess.Start(init, (line, _) => lines.Add(line), watchdog, time).Exited;
            if (exitCode == 0)
                return;
            lines.ForEach(context.Say);
            throw new DistributedApplicationException($"initdb ended with exit code {exitCode}; its output stands above. {binaries.InitDb} wrote into {data}.");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
