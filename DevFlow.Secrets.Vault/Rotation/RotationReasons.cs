namespace DevFlow.Secrets.Vault;

/// <summary>Why a rotation was begun.</summary>
public static class RotationReasons
{
    /// <summary>It was due.</summary>
    public const string Schedule = "schedule";

    /// <summary>Somebody asked for it.</summary>
    public const string Demand = "demand";

    /// <summary>The secret may be known to others.</summary>
    public const string Breach = "breach";
}
