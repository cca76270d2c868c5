namespace DevFlow.Secrets.Vault;

/// <summary>What became of a delivery whose sender is known.</summary>
public enum DeliveryOutcome
{
    /// <summary>It is an event now.</summary>
    Taken,

    /// <summary>It was taken before: its sender did not hear so, and sent it again.</summary>
    Repeated,

    /// <summary>Its id came with another body before, or its body under another id. That is nothing that a sender does.</summary>
    Replayed,
}
