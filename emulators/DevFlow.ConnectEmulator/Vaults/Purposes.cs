namespace DevFlow.ConnectEmulator;

/// <summary>The fields that an app fills in by itself: their purpose fixes their id and their label.</summary>
internal static class Purposes
{
    public const string Username = "USERNAME";
    public const string Password = "PASSWORD";
    public const string Notes = "NOTES";

    /// <summary>The built-in id and label of a purpose; null when there is no such purpose.</summary>
    public static string? NameOf(string purpose) => purpose switch
    {
        Username => "username",
        Password => "password",
        Notes => "notesPlain",
        _ => null,
    };
}
