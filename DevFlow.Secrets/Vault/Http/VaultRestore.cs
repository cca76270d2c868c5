namespace DevFlow.Secrets;

/// <summary>The body of going back to a version.</summary>
internal sealed record VaultRestore(int? ExpectedVersion)
{
    public static string PathOf(string secret, int version) => $"{secret}/versions/{version}/restore";
}
