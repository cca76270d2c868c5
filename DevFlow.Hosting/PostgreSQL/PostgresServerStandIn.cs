using System.Collections.Concurrent;
using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Runs a real PostgreSQL server from the programs on this machine, with its data in the application's folder.</summary>
internal sealed class PostgresServerStandIn(IConfiguration configuration, ExecutablePath path, ChildProcesses processes) : ILocalStandIn
{
    // By folder: what this run has begun with. A server that is started again goes on with its data.
    private readonly ConcurrentDictionary<string, bool> _begun = new(StringComparer.Ordinal);

    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)resource;
        var binaries = PostgresBinaries.Find(configuration, path, AppContext.BaseDirectory)
            ?? throw new DistributedApplicationException(PostgresBinaries.HowToGet(configuration));
        var account = PostgresAccount.ForThisProcess();
        if (!account.CanReach(binaries.Folder))
            throw new DistributedApplicationException($"The account '{account.Name}' that PostgreSQL runs as cannot reach {binaries.Folder}. Install PostgreSQL where every account may go.");
        var directory = PostgresDataDirectory.Prepare(context.DataDirectory, account, context.Say);
        var data = Path.Combine(directory, "data");
        if (context.RunningProcess is null)
        {
            PostgresLockFile.Check(data, context.Say);
            // A persistent server keeps its data as a stopped container does.
            if (_begun.TryAdd(data, true) && server.LastOf<DataVolumeAnnotation>() is null && !context.IsPersistent && Directory.Exists(data))
                Directory.Delete(data, recursive: true);
            if (!Directory.Exists(data))
                await InitialiseAsync(server, binaries, account, data, context, cancellationToken);
        }

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
        var directory = Path.GetDirectoryName(data)!;
        // The password goes through a file of the server's own account: a command line can be read by everybody.
        var passwordFile = Path.Combine(directory, "superuser");
        // A start that is killed half-way must not leave half a database where a whole one is expected.
        var fresh = data + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        try
        {
            await PrivateFile.WriteAsync(passwordFile, password!, cancellationToken);
            account.TakeOver(passwordFile);
            string[] arguments =
            [
                "-D", fresh, "--username", user!, "--pwfile", passwordFile,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-instructions",
            ];
            var exitCode = await processes.RunAsync(account.Run(binaries.InitDb, arguments, directory), (line, _) => context.Say(line), cancellationToken);
            if (exitCode != 0)
                throw new DistributedApplicationException($"initdb ended with exit code {exitCode}; its output stands above. {binaries.InitDb} wrote into {fresh}.");
            Directory.Move(fresh, data);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
