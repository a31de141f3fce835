"""The face: Streamlit on one frozen release; writes nothing."""
