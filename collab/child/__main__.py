import sys

from collab.child.inside import main
from collab.child.warm import serve

if __name__ == "__main__":
    serve(sys.argv[2]) if sys.argv[1] == "--warm" else main(*sys.argv[1:])
