namespace DevFlow.Secrets;

/// <summary>The state of a secret as a whole, drawn from what its sources said.</summary>
public enum SecretState
{
    /// <summary>A source has a value.</summary>
    Found,

    /// <summary>The value is one of the examples that ship in <c>.env.example</c>, not a real secret.</summary>
    Placeholder,

    /// <summary>Every source was asked and none has a value.</summary>
    Missing,

    /// <summary>None has a value, and one could not be asked.</summary>
    Unavailable,

    /// <summary>None has a value, and one refuses to tell.</summary>
    Denied,

    /// <summary>The reference could mean more than one value.</summary>
    Ambiguous,
}
