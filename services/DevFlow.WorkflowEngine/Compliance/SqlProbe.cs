using System.Globalization;
using Dapper;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>Asks the database. The statement gives one row: facts, and <c>holds</c>.</summary>
/// <param name="Statement">What is to hold.</param>
/// <param name="Sql">The statement; <c>@now</c>, <c>@since</c>, the retention periods <c>@auditDays</c> and <c>@vaultDays</c>, and what the catalog declares as <c>KEY/service</c>, <c>@declared</c>, are there.</param>
/// <param name="Gap">What to do where it does not hold.</param>
internal sealed record SqlProbe(string Statement, string Sql, string Gap) : IProbe
{
    private const string Verdict = "holds";

    private static readonly VaultIdentity _engine = VaultIdentity.Maintenance("compliance");

    /// <summary>Whether the engine's own work asks: an administrator sees no keys.</summary>
    public bool IsEngines { get; init; }

    public async Task<Evidence> AskAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var values = new
        {
            now = context.Now.UtcDateTime,
            since = context.Since.UtcDateTime,
            auditDays = context.Settings.GetInt(Audit.AuditRetentionService.Setting),
            declared = context.Workspace.Catalog.Entries.SelectMany(entry => entry.UsedBy.Select(service => $"{entry.Key}/{service}")).ToArray(),
            vaultDays = context.Settings.GetInt(Rights.RetentionService.Setting),
        };
        var row = await context.Database.RunAsync(
            IsEngines ? _engine : context.Caller,
            async (connection, token) => (IDictionary<string, object?>)await connection.QuerySingleAsync(new CommandDefinition(Sql, values, cancellationToken: token)),
            cancellationToken);
        var holds = row[Verdict] as bool?;
        var result = string.Join(", ", row.Where(fact => fact.Key != Verdict).Select(fact => $"{fact.Key.Replace('_', ' ')}: {TextOf(fact.Value)}"));
        return new(Statement, Sql, result, holds, holds is false ? Gap : null);
    }

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        bool isSo => isSo ? "yes" : "no",
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IEnumerable<string> words => string.Join(" ", words),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
