namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.users</c> that are a <see cref="UserAccount"/>.</summary>
internal static class UserRow
{
    /// <summary>Its columns, of a table that is called <c>u</c>.</summary>
    public const string Columns = """u.id "Id", u.name "Name", u.display_name "DisplayName", u.role "Role", u.created_at "CreatedAt", u.erased_at "ErasedAt" """;
}
