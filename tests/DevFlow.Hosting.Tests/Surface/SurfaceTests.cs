using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Surface;

/// <summary>
/// What bears one of Aspire's names has Aspire's signature, so that an app host compiles against either engine. Types in
/// DevFlow.Hosting.Local are the engine's own.
/// </summary>
public class SurfaceTests
{
    private static readonly AspireSurface Aspire = new();

    public static TheoryData<string> Types =>
        [.. typeof(DistributedApplication).Assembly.GetExportedTypes().Where(type => !type.IsNested && type.Namespace != typeof(ILocalStandIn).Namespace).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_and_its_members_have_the_signatures_that_aspire_gives_them(string name)
    {
        var type = typeof(DistributedApplication).Assembly.GetType(name)!;
        if (Aspire.MembersOf(Signature.Of(type)) is { } theirs)
            Assert.Empty(Signature.MembersOf(type).Except(theirs, StringComparer.Ordinal));
        else
            Assert.True(!Aspire.Has(Signature.Of(type)) && Aspire.Mentions(type.Name), $"Aspire has no {Signature.Of(type)}.");
    }
}
