namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>Rows are the same when everything that changes at run time is the same.</summary>
internal sealed class SecretRowComparer : IEqualityComparer<SecretRow>
{
    public static readonly SecretRowComparer Instance = new();

    public bool Equals(SecretRow? x, SecretRow? y) =>
        x is not null && y is not null && x.Key == y.Key && x.State == y.State && x.Source == y.Source && x.Detail == y.Detail && x.ChangedAt == y.ChangedAt;

    public int GetHashCode(SecretRow obj) => obj.Key.GetHashCode(StringComparison.Ordinal);
}
