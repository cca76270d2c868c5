namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>The rows of the crash matrix; a rotator joins with a line for each destination.</summary>
internal static class CrashCases
{
    public static IReadOnlyList<CrashCase> All { get; } =
    [
        RandomKey(SecretSourceNames.DotEnv),
        RandomKey(SecretSourceNames.OnePassword),
        RandomKey(SecretSourceNames.Vault),
        Failing(SecretSourceNames.DotEnv),
        Failing(SecretSourceNames.OnePassword),
        TakenBack(SecretSourceNames.DotEnv),
        TakenBack(SecretSourceNames.OnePassword),
        TakenBack(SecretSourceNames.Vault),
    ];

    private static CrashCase RandomKey(string destination) => new("random-key", destination, room => new RandomKeyRotator(room.Accepted));

    private static CrashCase Failing(string destination) =>
        new("random-key, test fails", destination, room => new FailingRotator(new RandomKeyRotator(room.Accepted), RotationSteps.Test)) { IsRolledBack = true };

    private static CrashCase TakenBack(string destination) =>
        new("random-key, taken back", destination, room => new RandomKeyRotator(room.Accepted)) { IsRolledBack = true, IsTakenBack = true };
}
