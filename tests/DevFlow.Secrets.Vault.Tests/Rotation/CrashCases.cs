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
        Provider("by-mark") with { InEveryRun = ["CREATE_DONE", "RETIRE_DONE"] },
        Provider("by-list") with { InEveryRun = ["CREATE_DONE"] },
        ProviderFailing("by-list") with { InEveryRun = [] },
        OAuth() with { InEveryRun = [] },
        Postgres(SecretSourceNames.DotEnv) with { InEveryRun = ["SET_DONE", "FINISH_DONE", "RETIRE_DONE"] },
        Postgres(SecretSourceNames.OnePassword) with { InEveryRun = [] },
        Postgres(SecretSourceNames.DotEnv, ", test fails") with { IsRolledBack = true, InEveryRun = [] },
        Postgres(SecretSourceNames.DotEnv, ", taken back") with { IsRolledBack = true, IsTakenBack = true, InEveryRun = [] },
        KeyEncryptionKey() with { InEveryRun = ["FINISH_DONE", "RETIRE_DONE"] },
        KeyEncryptionKey(", test fails") with { IsRolledBack = true, InEveryRun = [] },
        KeyEncryptionKey(", taken back") with { IsRolledBack = true, IsTakenBack = true, InEveryRun = [] },
    ];

    private static CrashCase RandomKey(string destination) => new("random-key", destination, room => new RandomKeyRotator(room.Accepted));

    private static CrashCase Failing(string destination) =>
        new("random-key, test fails", destination, room => new FailingRotator(new RandomKeyRotator(room.Accepted), RotationSteps.Test)) { IsRolledBack = true };

    private static CrashCase TakenBack(string destination) =>
        new("random-key, taken back", destination, room => new RandomKeyRotator(room.Accepted)) { IsRolledBack = true, IsTakenBack = true };

    private static CrashCase Provider(string rotator) =>
        new($"http, {rotator}", SecretSourceNames.DotEnv, room => new RandomKeyRotator(room.Accepted)) { Catalog = $"rotator: {rotator}", IsOfProvider = true };

    private static CrashCase ProviderFailing(string rotator) =>
        new($"http, {rotator}, test fails", SecretSourceNames.DotEnv, room => new FailingRotator(room.Described.Find(rotator)!, RotationSteps.Test))
        {
            Catalog = $"rotator: {rotator}",
            IsOfProvider = true,
            IsRolledBack = true,
        };

    private static CrashCase OAuth() => new("oauth", SecretSourceNames.DotEnv, room => new RandomKeyRotator(room.Accepted)) { Catalog = "rotator: example", IsOfOAuth = true };

    private static CrashCase Postgres(string destination, string ending = "") => new(
        $"postgres{ending}",
        destination,
        _ => ending is ", test fails" ? new FailingRotator(new PostgresRotator(TimeProvider.System), RotationSteps.Test) : new PostgresRotator(TimeProvider.System))
    {
        Catalog = "rotator: postgres, overlap: 1h",
        FirstValueOf = PostgresLogins.AddAsync,
        WorksAsync = PostgresLogins.CheckAsync,
    };

    private static CrashCase KeyEncryptionKey(string ending = "") => new(
        $"key-encryption-key{ending}",
        SecretSourceNames.DotEnv,
        room => ending is ", test fails" ? new FailingRotator(RotatedKeys.RotatorOf(room), RotationSteps.Test) : RotatedKeys.RotatorOf(room))
    {
        Catalog = "rotator: key-encryption-key, overlap: 1h",
        IsAlone = true,
        FirstValueOf = RotatedKeys.WrapAsync,
        WorksAsync = RotatedKeys.CheckAsync,
    };
}
