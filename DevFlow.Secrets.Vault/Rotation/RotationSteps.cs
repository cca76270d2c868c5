namespace DevFlow.Secrets.Vault;

/// <summary>The steps of a run, in their order. A run stands at the step that is to be done next.</summary>
public static class RotationSteps
{
    /// <summary>Finds where the secret lives and proves that the value there works.</summary>
    public const string Prove = "prove";

    /// <summary>Makes the candidate, which is kept before anybody else learns of it.</summary>
    public const string Create = "create";

    /// <summary>Makes the candidate valid beside the value in force.</summary>
    public const string Set = "set";

    /// <summary>Tests that the candidate works.</summary>
    public const string Test = "test";

    /// <summary>Puts the candidate in the place of the value in force, and tells everybody.</summary>
    public const string Finish = "finish";

    /// <summary>Ends the validity of the value of before.</summary>
    public const string Retire = "retire";

    /// <summary>Puts the value of before back where it was replaced, and ends the validity of the candidate.</summary>
    public const string RollBack = "roll-back";
}
