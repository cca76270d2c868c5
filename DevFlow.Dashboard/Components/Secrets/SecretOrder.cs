using DevFlow.Dashboard.Secrets;

namespace DevFlow.Dashboard.Components.Secrets;

/// <summary>In which order the secrets are listed, as the address says it: <c>key</c>, or <c>-rate</c> for the most first.</summary>
internal readonly record struct SecretOrder(string Column, bool IsDescending)
{
    public static SecretOrder Parse(string? text) => text switch
    {
        null or "" => new("key", false),
        ['-', .. var column] => new(column, true),
        _ => new(text, false),
    };

    /// <summary>What the address says once a column was pressed: numbers and times begin with the most, words with the first.</summary>
    public string Pressed(string column)
    {
        var descending = Column == column ? !IsDescending : column is not ("key" or "source");
        return descending ? $"-{column}" : column;
    }

    public IEnumerable<SecretView> Apply(IEnumerable<SecretView> secrets) => Column switch
    {
        "state" => By(secrets, secret => (secret.IsProblem, secret.Last?.Outcome ?? (SecretOutcome)(-1))),
        "source" => By(secrets, secret => secret.Last?.Source ?? "\uffff"),
        "access" => By(secrets, secret => secret.Last?.Time ?? default),
        "rate" => By(secrets, secret => secret.Minutes[^1]),
        "misses" => By(secrets, secret => secret.Misses),
        "fallbacks" => By(secrets, secret => secret.Fallbacks),
        _ => By(secrets, secret => secret.Key),
    };

    private IEnumerable<SecretView> By<T>(IEnumerable<SecretView> secrets, Func<SecretView, T> value) =>
        IsDescending ? secrets.OrderByDescending(value) : secrets.OrderBy(value);
}
