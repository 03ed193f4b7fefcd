namespace Tieline.Webex;

internal static class AssemblyMarker;
