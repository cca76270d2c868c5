namespace DevFlow.Secrets;

/// <summary>Why a statement has no value, as far as its shape alone tells.</summary>
internal enum DotEnvFault
{
    None,
    InvalidKey,
    MissingEquals,
    UnterminatedQuote,
    TextAfterQuote,
}
