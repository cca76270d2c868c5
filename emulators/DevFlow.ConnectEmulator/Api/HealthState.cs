namespace DevFlow.ConnectEmulator;

/// <summary>How far the server has come.</summary>
internal enum HealthState
{
    /// <summary>Started, and waiting for a first good token.</summary>
    Starting,

    /// <summary>A token was seen, the data has not come yet.</summary>
    NotSynced,

    /// <summary>Serving.</summary>
    Ready,
}
