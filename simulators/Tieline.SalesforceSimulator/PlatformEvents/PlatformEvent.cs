using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.PlatformEvents;

/// <summary>What makes an object a platform event.</summary>
internal static class PlatformEvent
{
    public const string Root = "/event/";

    /// <summary>The ability that marks such an object.</summary>
    public const string Ability = "event";

    /// <summary>The ability of one that is sent when it is saved, whatever becomes of the transaction.</summary>
    public const string Immediate = "immediate";

    public static bool Is(ObjectDefinition definition) => definition.Can(Ability);

    public static bool IsName(string objectName) => objectName.EndsWith("__e", StringComparison.Ordinal);
}
