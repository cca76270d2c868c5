namespace DevFlow.ConnectEmulator;

/// <summary>What a file of vaults and tokens holds.</summary>
internal sealed record VaultFile(VaultState State, IReadOnlyList<AccessToken> Tokens)
{
    /// <summary>Taken, with every right, when a file names no token of its own. It opens nothing but this emulator.</summary>
    public const string DefaultToken = "devflow-local-token";

    /// <summary>The name of that token.</summary>
    public const string DefaultTokenName = "default";

    /// <summary>The name of a token that came with the start; see <see cref="ConnectEmulatorOptions.Token"/>.</summary>
    public const string GivenTokenName = "given";

    public static VaultFile Empty { get; } = new(VaultState.Empty, [MakeDefaultToken()]);

    /// <param name="yaml">The text of the file.</param>
    /// <param name="name">How faults call the file.</param>
    /// <param name="now">When what it holds is said to be made.</param>
    /// <exception cref="ConnectEmulatorException">Something is wrong with it; all of it is said.</exception>
    public static VaultFile Read(string yaml, string name, DateTimeOffset now)
    {
        var faults = new VaultFileFaults(name);
        var file = VaultFileReader.Read(yaml, faults, now);
        return faults.All.Count > 0 ? throw new ConnectEmulatorException(faults.All)
            : file.Tokens.Count > 0 ? file
            : file with { Tokens = [MakeDefaultToken()] };
    }

    /// <summary>The file with one token more, which has every right; it takes the place of the default one.</summary>
    public VaultFile With(string token) => this with
    {
        Tokens =
        [
            .. Tokens.Where(known => known.Name != DefaultTokenName && known.Value != token),
            TokenNodeReader.Make(GivenTokenName, token, [new(AccessToken.AnyVault, VaultRights.All)]),
        ],
    };

    private static AccessToken MakeDefaultToken() =>
        TokenNodeReader.Make(DefaultTokenName, DefaultToken, [new(AccessToken.AnyVault, VaultRights.All)]);
}
