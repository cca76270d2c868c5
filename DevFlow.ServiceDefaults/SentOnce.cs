namespace DevFlow.ServiceDefaults;

/// <summary>Marks a request that is not to be sent again when no answer comes: what it asks for may be done already.</summary>
public static class SentOnce
{
    public static readonly HttpRequestOptionsKey<bool> Key = new("DevFlow.SentOnce");
}
