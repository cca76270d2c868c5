namespace DevFlow.Secrets.Vault;

/// <summary>A project as the caller sees it.</summary>
/// <param name="Id">Its id, which is never given again: what is sealed is bound to it.</param>
/// <param name="Name">Its name.</param>
/// <param name="VaultId">The id of its own 1Password vault; null when it has none.</param>
/// <param name="VaultTitle">The title of that vault.</param>
/// <param name="Role">The caller's role in it; null for who is no member: an administrator of the platform, or who has been granted something of it.</param>
internal sealed record ProjectRow(Guid Id, string Name, string? VaultId, string? VaultTitle, string? Role)
{
    private const string Find = "SELECT id, name, onepassword_vault AS VaultId, onepassword_title AS VaultTitle, devflow.project_role(id) AS Role FROM devflow.projects WHERE name = @name";

    public bool MayWrite => Role is ProjectRoles.Editor or ProjectRoles.Admin;

    /// <param name="connection">The connection.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="asked">What it is asked for, for the record of refusals; null for the project itself.</param>
    /// <exception cref="VaultException">There is none, or none that the caller may know of.</exception>
    public static async Task<ProjectRow> GetAsync(Npgsql.NpgsqlConnection connection, string name, CancellationToken cancellationToken, string? asked = null)
    {
        if (VaultNames.ProblemOfProject(name) is { } problem)
            throw new VaultException(VaultError.Invalid, $"A project's name {problem}.");
        return await Dapper.SqlMapper.QuerySingleOrDefaultAsync<ProjectRow>(connection, new(Find, new { name }, cancellationToken: cancellationToken))
            ?? throw new VaultException(VaultError.NotFound, $"There is no project '{name}'.") { Refused = asked ?? $"project/{name}" };
    }
}
