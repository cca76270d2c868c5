using System.Collections.Frozen;

namespace DevFlow.ConnectEmulator;

/// <summary>The categories of the Connect API.</summary>
internal static class Categories
{
    public const string ApiCredential = "API_CREDENTIAL";
    public const string Login = "LOGIN";
    public const string Password = "PASSWORD";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Login, Password, ApiCredential, "SERVER", "DATABASE", "CREDIT_CARD", "MEMBERSHIP", "PASSPORT", "SOFTWARE_LICENSE",
        "OUTDOOR_LICENSE", "SECURE_NOTE", "WIRELESS_ROUTER", "BANK_ACCOUNT", "DRIVER_LICENSE", "IDENTITY", "REWARD_PROGRAM",
        "DOCUMENT", "EMAIL_ACCOUNT", "SOCIAL_SECURITY_NUMBER", "MEDICAL_RECORD", "SSH_KEY", "CUSTOM");

    /// <summary>Whether an item of that category can only be made in an app of 1Password.</summary>
    public static bool IsMadeElsewhere(string category) => category is "DOCUMENT" or "CUSTOM";
}
