using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;
using Microsoft.Extensions.Logging.Console;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// <c>issue-api-key NAME</c> in the place of serving: gives a person a key, and makes the person an administrator when there is none of the
/// name. It is how the first one gets in where no link is printed; whoever can start it has the engine's own access to the database.
/// </summary>
internal static class IssueKeyCommand
{
    private const string Verb = "issue-api-key";

    private static readonly VaultIdentity _console = VaultIdentity.Maintenance(Verb);

    /// <summary>Whether it is asked for; then what is logged goes to stderr, beside the one result.</summary>
    public static bool AddIssueKeyCommand(this IHostApplicationBuilder builder, string[] args)
    {
        if (args is not [Verb, ..])
            return false;
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return true;
    }

    /// <returns>The exit code: 0 fine, 1 it could not be done, 2 wrong usage.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken cancellationToken)
    {
        if (args is not [_, var name])
            return await SayAsync($"usage: {Verb} NAME, such as {Verb} anna", 2);
        if (services.GetService<UserAccounts>() is not { } accounts)
            return await SayAsync("this engine has no database and so knows no people: issue the key where the database is", 1);
        try
        {
            await services.GetRequiredService<DatabaseSetup>().RunAsync(cancellationToken);
            services.GetRequiredService<DatabaseSetupProgress>().Done();
            var user = (await accounts.ListAsync(_console, cancellationToken)).FirstOrDefault(account => account.Name == name)
                ?? await accounts.AddAsync(_console, name, displayName: null, UserRoles.Admin, cancellationToken);
            var (_, key) = await services.GetRequiredService<ApiKeys>().IssueAsync(user.ToIdentity(), "issued at the console", expiresAt: null, audience: null, cancellationToken);
            // The one result, so that it can go through a pipe.
            Console.Out.WriteLine(key.Reveal());
            return 0;
        }
        catch (Exception fault) when (fault is VaultException or DatabaseSetupException or SecretNotFoundException or SecretRefusedException or SecretAuditException or Npgsql.NpgsqlException)
        {
            return await SayAsync(fault.Message, 1);
        }
    }

    private static async Task<int> SayAsync(string problem, int code)
    {
        await Console.Error.WriteLineAsync($"workflow-engine: error: {problem}");
        return code;
    }
}
