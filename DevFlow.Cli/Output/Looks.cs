using DevFlow.Secrets;
using Spectre.Console;

namespace DevFlow.Cli.Output;

/// <summary>What colours and weights mean.</summary>
internal static class Looks
{
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Doubtful = new(Color.Yellow);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style News = new(Color.Blue);
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style Strong = new(decoration: Decoration.Bold);

    public static Style Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Bad,
        FindingSeverity.Warning => Doubtful,
        _ => News,
    };

    /// <summary>How a state of <see cref="DevFlow.Secrets.SecretState"/> looks.</summary>
    public static Style Of(string state) => state switch
    {
        "found" => Good,
        "placeholder" => Doubtful,
        "missing" => Quiet,
        _ => Bad,
    };
}
