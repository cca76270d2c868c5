namespace DevFlow.Tests;

/// <summary>
/// The Chromium that tests of pages drive. Its headless shell where there is one: the whole browser draws windows, with pages of its own in each, for nobody to look
/// at, which takes a core from the tests.
/// </summary>
internal static class BrowserProgram
{
    private const string Shell = "/usr/bin/chromium-headless-shell";
    private const string Whole = "/usr/bin/chromium";

    public const string Missing = "Chromium is not installed (apt install chromium-headless-shell)";

    public static string Path { get; } = File.Exists(Shell) ? Shell : Whole;

    public static bool IsThere => File.Exists(Path);
}
