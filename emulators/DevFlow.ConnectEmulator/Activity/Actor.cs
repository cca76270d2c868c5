namespace DevFlow.ConnectEmulator;

/// <summary>Who the emulator says acts: one made-up server in one made-up account.</summary>
internal static class Actor
{
    public static string Id { get; } = Ids.Of("actor", "server").ToUpperInvariant();

    public static string Account { get; } = Ids.Of("actor", "account").ToUpperInvariant();

    public static string TokenId(AccessToken token) => Ids.Of("token", token.Name);
}
