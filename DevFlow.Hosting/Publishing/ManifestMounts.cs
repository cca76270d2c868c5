using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Publishing;

/// <summary>The folders, files and volumes of a container in a manifest.</summary>
internal static class ManifestMounts
{
    public static void WriteMounts(this ManifestPublishingContext context, ContainerResource container)
    {
        Write(context, "bindMounts", container, ContainerMountType.BindMount, mount =>
        {
            context.Writer.WriteString("source", context.GetManifestRelativePath(mount.Source));
            context.Writer.WriteString("target", mount.Target.Replace('\\', '/'));
        });
        Write(context, "volumes", container, ContainerMountType.Volume, mount =>
        {
            if (mount.Source is { } name)
                context.Writer.WriteString("name", name);
            context.Writer.WriteString("target", mount.Target);
        });
    }

    private static void Write(
        ManifestPublishingContext context, string property, ContainerResource container, ContainerMountType type, Action<ContainerMountAnnotation> write)
    {
        var mounts = container.Of<ContainerMountAnnotation>().Where(mount => mount.Type == type).ToList();
        if (mounts.Count == 0)
            return;
        context.Writer.WriteStartArray(property);
        foreach (var mount in mounts)
        {
            context.Writer.WriteStartObject();
            write(mount);
            context.Writer.WriteBoolean("readOnly", mount.IsReadOnly);
            context.Writer.WriteEndObject();
        }

        context.Writer.WriteEndArray();
    }
}
