using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Surface;

/// <summary>
/// What bears one of Aspire's names has Aspire's signature, so that an app host compiles against either engine. Types in
/// DevFlow.Hosting.Local are the engine's own; there are no other public ones.
/// </summary>
public class SurfaceTests(ITestOutputHelper output)
{
    private static readonly AspireSurface Aspire = AspireSurface.Read(AspireSurface.List);

    private static IEnumerable<Type> Public => typeof(DistributedApplication).Assembly.GetExportedTypes().Where(type => type.Namespace != typeof(ILocalStandIn).Namespace);

    public static TheoryData<string> Types => [.. Public.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_and_its_members_have_the_signatures_that_aspire_gives_them(string name) =>
        Assert.Empty(Aspire.DifferencesOf(typeof(DistributedApplication).Assembly.GetType(name)!));

    [Fact]
    public void Every_public_type_and_member_is_compared()
    {
        var types = Public.ToList();
        var members = types.Sum(type => Signature.MembersOf(type).Count());
        output.WriteLine($"compared with Aspire: {types.Count} types, {members} members");
        Assert.Equal(types.Count, Types.Count);
        Assert.True(members > types.Count);
    }

    [Theory]
    [InlineData("sealed class ContainerMountAnnotation", "class ContainerMountAnnotation", typeof(ApplicationModel.ContainerMountAnnotation), "is DevFlow.Hosting.ApplicationModel: class ContainerMountAnnotation")]
    [InlineData("abstract class Resource : IResource", "class Resource : IResource", typeof(ApplicationModel.Resource), "is DevFlow.Hosting.ApplicationModel: class Resource")]
    [InlineData("class PostgresServerResource : ContainerResource", "class PostgresServerResource : Resource", typeof(ApplicationModel.PostgresServerResource), "extends Resource, not ContainerResource")]
    [InlineData("class ExecutableResource : Resource, IResourceWithEnvironment", "class ExecutableResource : Resource", typeof(ApplicationModel.ExecutableResource), "is no IResourceWithEnvironment")]
    [InlineData("string target, bool isReadOnly = false)", "string target, bool isReadOnly = true)", typeof(ContainerResourceBuilderExtensions), "has no IResourceBuilder<T> WithBindMount<T>")]
    [InlineData("WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource", "WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : IResource", typeof(ContainerResourceBuilderExtensions), "has no IResourceBuilder<T> WithEntrypoint<T>")]
    [InlineData("static ReferenceExpression Create(", "ReferenceExpression Create(", typeof(ApplicationModel.ReferenceExpression), "has no static ReferenceExpression Create")]
    [InlineData("Volume = 1", "Volume = 2", typeof(ApplicationModel.ContainerMountType), "has no Volume = 1")]
    [InlineData("string? name, string target", "string name, string target", typeof(ContainerResourceBuilderExtensions), "has no IResourceBuilder<T> WithVolume<T>")]
    [InlineData("static class QdrantBuilderExtensions", "static class QdrantExtensions", typeof(QdrantBuilderExtensions), "Aspire has no DevFlow.Hosting: static class QdrantBuilderExtensions")]
    public void A_difference_is_found(string theirs, string changed, Type type, string difference)
    {
        Assert.Contains(theirs, AspireSurface.List, StringComparison.Ordinal);
        var surface = AspireSurface.Read(AspireSurface.List.Replace(theirs, changed, StringComparison.Ordinal));
        Assert.Contains(surface.DifferencesOf(type), found => found.Contains(difference, StringComparison.Ordinal));
    }
}
