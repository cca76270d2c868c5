namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>What a provider may do wrong.</summary>
public enum ProviderFault
{
    None,

    /// <summary>Answers 500, and does nothing.</summary>
    Busy,

    /// <summary>Answers 401, and does nothing.</summary>
    Refused,

    /// <summary>Sends the caller to another host.</summary>
    Elsewhere,

    /// <summary>Lets go of the connection, and does nothing.</summary>
    Gone,

    /// <summary>Never answers.</summary>
    Slow,

    /// <summary>Does it, and the connection breaks.</summary>
    AnswerLost,

    /// <summary>Does it, and answers with a page.</summary>
    NoJson,

    /// <summary>Does it, and answers with JSON that is another one than was asked for.</summary>
    OddJson,

    /// <summary>Does it, and answers with the value also where its id is to stand.</summary>
    ValueForId,
}
