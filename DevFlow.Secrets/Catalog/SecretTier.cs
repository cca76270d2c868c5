namespace DevFlow.Secrets;

/// <summary>Whose secret it is, and with that where it is stored and who may read it.</summary>
public enum SecretTier
{
    /// <summary>Infrastructure and core services; read by services and administrators.</summary>
    System,

    /// <summary>One person's tokens and keys; read by that person alone.</summary>
    User,

    /// <summary>One project's configuration; read by the project's members.</summary>
    Project,
}
