namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.users</c>, as the driver gives it.</summary>
internal sealed record UserRow(Guid Id, string Name, string? DisplayName, string Role, DateTime CreatedAt, DateTime? ErasedAt)
{
    /// <summary>Its columns, of a table that is called <c>u</c>.</summary>
    public const string Columns = """u.id "Id", u.name "Name", u.display_name "DisplayName", u.role "Role", u.created_at "CreatedAt", u.erased_at "ErasedAt" """;

    public UserAccount ToAccount() => new(Id, Name, DisplayName, Role, new(CreatedAt, TimeSpan.Zero), ErasedAt is { } at ? new(at, TimeSpan.Zero) : null);
}
