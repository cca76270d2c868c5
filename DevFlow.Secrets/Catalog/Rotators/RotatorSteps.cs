namespace DevFlow.Secrets;

/// <summary>The requests that a rotator's file describes.</summary>
internal static class RotatorSteps
{
    public const string Prove = "prove";
    public const string Create = "create";
    public const string List = "list";
    public const string Test = "test";
    public const string Retire = "retire";
    public const string RollBack = "roll_back";
}
