namespace DevFlow.Secrets;

/// <summary>The access token, looked at before it goes into a header: the message of a header that is refused would show it.</summary>
internal static class ConnectToken
{
    /// <summary>The token; null when there is none.</summary>
    public static string? Find(ConnectOptions options) =>
        options.Token()?.Trim() is { Length: > 0 } token && IsUsable(token) ? token : null;

    public static bool IsMissing(ConnectOptions options) => string.IsNullOrWhiteSpace(options.Token());

    private static bool IsUsable(string token) => token.All(c => c is > ' ' and < '\x7F');
}
