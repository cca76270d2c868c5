using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Who is meant by what a person writes for a member.</summary>
internal static class MemberPrincipal
{
    private const string User = "user:";
    private const string Service = "service:";

    /// <exception cref="VaultException">There is nobody of that name, or the caller may not look.</exception>
    public static async Task<string> FindAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken)
    {
        if (who.StartsWith(Service, StringComparison.Ordinal))
        {
            return VaultNames.ProblemOfProject(who[Service.Length..]) is null
                ? who
                : throw new VaultException(VaultError.Invalid, "A service is written service:<name>, such as service:mcp-gateway.");
        }

        var known = who.StartsWith(User, StringComparison.Ordinal) ? who[User.Length..] : who;
        // PostgreSQL has no text with this in it.
        if (known.Contains('\0', StringComparison.Ordinal))
            throw new VaultException(VaultError.Invalid, "A user's name has no control characters.");
        var id = await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("SELECT devflow.find_person(@known)", new { known }, cancellationToken: cancellationToken));
        return id is { } found
            ? $"{User}{found}"
            : throw new VaultException(VaultError.NotFound, $"There is no user '{known}'; write user:<id>, service:<name>, or the user's name.");
    }
}
