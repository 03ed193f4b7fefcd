#pragma warning disable SA1402, CA1812
// Violations planted on purpose: each convention is shown to see the one that is meant for it.
namespace Tieline.Planted.Cellar.Deep
{
    internal sealed class LooksUp
    {
        public Upstairs.LooksDown? Neighbour { get; set; }
    }
}

namespace Tieline.Planted.Upstairs
{
    internal sealed class LooksDown
    {
        public Cellar.Deep.LooksUp? Neighbour { get; set; }
    }

    internal sealed class NamesOrleans
    {
        public Orleans.IGrainFactory? Grains { get; set; }
    }

    internal sealed class NamesAProvider
    {
        public Npgsql.NpgsqlConnection? Connection { get; set; }
    }

    internal sealed class CallManager;
}
